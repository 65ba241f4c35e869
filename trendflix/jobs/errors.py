"""How a handler leaves early."""


class JobCancelled(Exception):
    """Somebody asked for the job to stop; raised from the progress callable."""


class JobLost(Exception):
    """The row is no longer ours: it was reaped and claimed by another worker."""


class Transient(Exception):
    """A fault worth another try later, such as a host that does not answer."""
