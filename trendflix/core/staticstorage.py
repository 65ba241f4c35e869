"""Hashed static files, ES module imports included."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class ManifestStorage(CompressedManifestStaticFilesStorage):
    """Every file carries its hash, so that it can be cached for ever; ``import`` paths are rewritten too."""

    support_js_module_import_aggregation = True
