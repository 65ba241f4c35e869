"""Product feeds, where they come from, and what each of their runs did."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from trendflix.jobs.models import Job

MAX_BOOST = 0.1
"""How far a feed's products may be moved up or down among products that look alike."""
BOOSTS = (MinValueValidator(-MAX_BOOST), MaxValueValidator(MAX_BOOST))


class Feed(models.Model):
    """One shop's product feed. A feed is a snapshot: what is absent from it is unavailable, not deleted.

    ::

        new ──import──► live ◄──accept── held   (an import that would lose too much, waits for a person)
          └──guessed──► columns ──confirm──► import   (a table whose columns were guessed)
                        failed   (nothing could be read; products stay as they were)

    What its source answered, on a schedule or when asked, stands in ``checked`` and ``fetch_error``: a source that does
    not answer leaves the state as it is.
    """

    class State(models.TextChoices):
        NEW = "new", pgettext_lazy("feed", "not imported")
        LIVE = "live", pgettext_lazy("feed", "live")
        HELD = "held", pgettext_lazy("feed", "held")
        COLUMNS = "columns", pgettext_lazy("feed", "needs confirmation")
        FAILED = "failed", pgettext_lazy("feed", "failed")

    class Origin(models.TextChoices):
        UPLOAD = "upload", pgettext_lazy("feed", "an uploaded file")
        URL = "url", pgettext_lazy("feed", "a web address")
        PATH = "path", pgettext_lazy("feed", "a file on the server")
        FOLDER = "folder", pgettext_lazy("feed", "the newest file of a folder on the server")

    class Interval(models.IntegerChoices):
        NEVER = 0, pgettext_lazy("feed", "by hand")
        HOURLY = 60, pgettext_lazy("feed", "every hour")
        THREE_HOURS = 180, pgettext_lazy("feed", "every 3 hours")
        SIX_HOURS = 360, pgettext_lazy("feed", "every 6 hours")
        TWELVE_HOURS = 720, pgettext_lazy("feed", "every 12 hours")
        DAILY = 1440, pgettext_lazy("feed", "every day")
        WEEKLY = 10_080, pgettext_lazy("feed", "every week")

    name = models.CharField(_("name"), max_length=120, unique=True)
    slug = models.SlugField(_("slug"), max_length=140, unique=True)
    format = models.CharField(_("format"), max_length=20, default="auto")
    file = models.FileField(_("file"), upload_to="feeds/", blank=True, max_length=300)
    path = models.CharField(_("path"), max_length=500, blank=True, editable=False, help_text=_("The file last given."))
    shop_url = models.URLField(
        _("shop's address"),
        blank=True,
        help_text=_("https://shop.example; needed for Shopify exports, which name no links."),
    )
    currency = models.CharField(
        _("currency"), max_length=3, blank=True, help_text=_("ISO 4217 code of prices that name no currency.")
    )
    max_loss = models.FloatField(
        _("largest loss"),
        null=True,
        blank=True,
        help_text=_("Largest share of live products, 0 to 1, an import may lose unasked."),
    )
    columns = models.JSONField(
        _("columns"), default=dict, blank=True, help_text=_("The shop's column names → our field names.")
    )
    columns_confirmed = models.BooleanField(_("columns confirmed"), default=False)
    sample = models.JSONField(
        _("sample"), default=list, blank=True, editable=False, help_text=_("First rows, as the table has them.")
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.NEW, editable=False)
    reason = models.CharField(
        _("reason"), max_length=500, blank=True, editable=False, help_text=_("Why it is held or failed.")
    )
    numbers = models.JSONField(
        _("numbers"), default=dict, blank=True, editable=False, help_text=_("What a held import would do.")
    )
    live_file = models.CharField(
        _("live file"), max_length=300, blank=True, editable=False, help_text=_("The upload that is live.")
    )
    live_path = models.CharField(
        _("live path"), max_length=500, blank=True, editable=False, help_text=_("The path that is live.")
    )
    superseded = models.JSONField(
        _("superseded"), default=list, blank=True, editable=False, help_text=_("Uploads to be removed.")
    )
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True, editable=False)
    imported = models.DateTimeField(_("imported"), null=True, blank=True, editable=False)
    origin = models.CharField(_("comes from"), max_length=10, choices=Origin.choices, default=Origin.UPLOAD)
    url = models.CharField(
        _("address"),
        max_length=2000,
        blank=True,
        help_text=_("https://shop.example/feed.xml; gzip and zip are unpacked."),
    )
    location = models.CharField(
        _("file or folder"), max_length=500, blank=True, help_text=_("Below the site's folder for feeds.")
    )
    credentials = models.TextField(
        _("sign-in"), blank=True, editable=False, help_text=_("User name and password, encrypted.")
    )
    interval = models.PositiveIntegerField(
        _("fetched"), choices=Interval.choices, default=Interval.NEVER, help_text=_("Minutes between two runs.")
    )
    is_paused = models.BooleanField(_("paused"), default=False, editable=False)
    next_run = models.DateTimeField(_("next run"), null=True, blank=True, editable=False)
    checked = models.DateTimeField(
        _("checked"), null=True, blank=True, editable=False, help_text=_("When its source last answered.")
    )
    fetch_error = models.CharField(
        _("fetch error"), max_length=500, blank=True, editable=False, help_text=_("Why its source last gave nothing.")
    )
    validators = models.JSONField(
        _("validators"),
        default=dict,
        blank=True,
        editable=False,
        help_text=_("What the source last sent: ETag, date, size or hash."),
    )
    language = models.CharField(_("language"), max_length=2, blank=True, help_text=_("ISO 639-1 code of its texts."))
    country = models.CharField(_("country"), max_length=2, blank=True, help_text=_("ISO 3166 code of the shop."))
    categories = models.JSONField(
        _("categories"), default=dict, blank=True, help_text=_("The shop's category text → our category.")
    )
    disclosure = models.CharField(
        _("disclosure"),
        max_length=300,
        blank=True,
        help_text=_("Said with this shop's links; empty: the site's."),
    )
    affiliate = models.CharField(
        _("affiliate parameters"),
        max_length=500,
        blank=True,
        help_text=_("Added to links, as in tag=films&subid={click_id}."),
    )
    boost = models.FloatField(
        _("boost"),
        default=0.0,
        validators=BOOSTS,
        help_text=_("−0.1 to 0.1; moves its products among those that look alike."),
    )
    beside = models.CharField(
        _("folder of pictures"),
        max_length=500,
        blank=True,
        editable=False,
        help_text=_("Where relative pictures are, if not beside the file."),
    )
    live_run = models.ForeignKey(
        "FeedRun", models.SET_NULL, null=True, blank=True, editable=False, related_name="+", verbose_name=_("live run")
    )
    created = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("feed")
        verbose_name_plural = _("feeds")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(max_loss__isnull=True) | models.Q(max_loss__gte=0, max_loss__lte=1),
                name="feed_max_loss_is_a_share",
                violation_error_message=_("The share of products that may be lost lies between 0 and 1."),
            ),
            models.CheckConstraint(
                condition=models.Q(boost__gte=-MAX_BOOST, boost__lte=MAX_BOOST),
                name="feed_boost_is_bounded",
                violation_error_message=_("The boost is out of its range."),
            ),
        ]
        indexes = [models.Index(fields=["next_run"], name="feed_next_run")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_waiting(self) -> bool:
        """Whether a person has to decide before its newest file is imported."""
        return self.state in (self.State.HELD, self.State.COLUMNS)


class FeedRun(models.Model):
    """What one run of a feed did: an import, or a look at a source that had nothing new.

    The file of a run that went live is kept for a while, so that it can be imported again. Looks that find nothing new
    share a row, which counts them.
    """

    class Outcome(models.TextChoices):
        LIVE = "live", pgettext_lazy("feed run", "imported")
        UNCHANGED = "unchanged", pgettext_lazy("feed run", "unchanged")
        HELD = "held", pgettext_lazy("feed run", "held")
        COLUMNS = "columns", pgettext_lazy("feed run", "columns to confirm")
        FAILED = "failed", pgettext_lazy("feed run", "failed")

    feed = models.ForeignKey(Feed, models.CASCADE, related_name="runs", verbose_name=_("feed"))
    job = models.ForeignKey(Job, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("job"))
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    name = models.CharField(_("file"), max_length=300, blank=True, help_text=_("As its source calls it."))
    times = models.PositiveIntegerField(_("times"), default=1, help_text=_("Looks that found nothing new."))
    counts = models.JSONField(_("counts"), default=dict, blank=True, help_text=_("Rows seen, created and so on."))
    live = models.PositiveIntegerField(_("live products"), default=0, help_text=_("After the run."))
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True)
    kept = models.CharField(_("kept file"), max_length=300, blank=True, help_text=_("Path below the media folder."))
    beside = models.CharField(_("folder of pictures"), max_length=500, blank=True)
    started = models.DateTimeField(_("started"))
    finished = models.DateTimeField(_("finished"))

    class Meta:
        ordering = ["-id"]
        verbose_name = _("feed run")
        verbose_name_plural = _("feed runs")
        indexes = [models.Index(fields=["feed", "-id"], name="feed_run_newest")]

    def __str__(self) -> str:
        return f"{self.feed}: {self.outcome} at {self.finished:%Y-%m-%d %H:%M}"
