"""Reads WebVTT, SubRip and (Advanced) SubStation Alpha, and writes WebVTT."""

from playback.media.captions.cue import Caption, NoCaptions, Reading
from playback.media.captions.reading import FORMATS, subtitles_read
from playback.media.captions.writing import captions_write

__all__ = ["FORMATS", "Caption", "NoCaptions", "Reading", "captions_write", "subtitles_read"]
