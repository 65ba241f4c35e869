"""Reads WebVTT, SubRip and (Advanced) SubStation Alpha, and writes WebVTT."""

from playback.captions.cue import Caption, NoCaptions, Reading
from playback.captions.reading import FORMATS, subtitles_read
from playback.captions.writing import captions_write

__all__ = ["FORMATS", "Caption", "NoCaptions", "Reading", "captions_write", "subtitles_read"]
