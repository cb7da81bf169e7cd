"""Bundles: one run in one file, with everything that it takes to run it again without key or network."""

from summarizer.bundle.checking import Checked, Finding, check
from summarizer.bundle.contents import Bundle, read_bundle
from summarizer.bundle.packing import Packer, placed

__all__ = ["Bundle", "Checked", "Finding", "Packer", "check", "placed", "read_bundle"]
