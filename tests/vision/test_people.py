"""Where people are, by what they wear."""

import pytest

from catalog.models import Title
from playback.media.artwork.boxes import Area
from playback.models import Video
from playback.services.people import people_in
from vision.models import Analysis, Appearance, Garment


@pytest.mark.django_db
def test_people_are_around_their_garments_with_room_for_a_head() -> None:
    video = Video.objects.create(title=Title.objects.create(name="F", slug="f"))
    assert people_in(video.pk) == ("", {})
    analysis = Analysis.objects.create(video=video, key="k1", model="m", parser="p")
    worn = {"top": (0.4, 0.3, 0.2, 0.2), "shoes": (0.4, 0.9, 0.2, 0.1), "hat": (0.4, 0.02, 0.1, 0.2)}
    for category, (x, y, w, h) in worn.items():
        garment = Garment.objects.create(analysis=analysis, category=category, vector=b"\0\0", model="m")
        Appearance.objects.create(garment=garment, start=1, end=3, boxes=[{"t": 2.0, "x": x, "y": y, "w": w, "h": h}])
    stamp, found = people_in(video.pk)
    assert stamp == "k1" and list(found) == [2.0]
    assert found[2.0] == [Area(0.4, 0.3 - 0.07, 0.2, 0.27), Area(0.4, 0.9, 0.2, 0.1), Area(0.4, 0.0, 0.1, 0.22)]
