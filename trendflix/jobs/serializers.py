"""Jobs as JSON, for staff."""

from rest_framework import serializers

from trendflix.jobs.models import Job


class JobSerializer(serializers.ModelSerializer[Job]):
    """A job as people watch it."""

    class Meta:
        model = Job
        fields = (
            "id",
            "kind",
            "subject_id",
            "status",
            "stage",
            "percent",
            "seconds_left",
            "error",
            "result",
            "attempts",
            "created",
            "started",
            "finished",
        )
        read_only_fields = fields
