"""Long tasks as rows: registry of kinds, runner, heartbeat, reaper, waiting, admin and API.

May import ``trendflix.core``; apps register their kinds in ``AppConfig.ready``.
"""
