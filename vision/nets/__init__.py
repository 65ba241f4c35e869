"""Networks: loading, device, batching, and the bundled weights.

May import ``vision.language`` and below; imported by ``vision.images`` and above. Heavy libraries load lazily.
"""
