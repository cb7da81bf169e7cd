"""Templates are compiled once, as modules are: their byte code lies beside them, where Python keeps that of modules."""

import sys
from functools import cache
from importlib.metadata import version
from importlib.util import cache_from_source
from io import BytesIO
from pathlib import Path

from jinja2 import Environment
from jinja2.bccache import Bucket, BytecodeCache

from summarizer.files import write_whole


class Compiled(BytecodeCache):
    """Byte code of templates; Jinja checks that it is of the same source and Python."""

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """Find the byte code of a source; one that another Jinja or other options have made is none of it."""
        options = environment.autoescape, environment.trim_blocks, environment.lstrip_blocks, environment.undefined
        return super().get_bucket(environment, name, filename, f"{_jinja()} {options} {source}")

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Name the file for a template's byte code."""
        return cache_from_source(filename or name)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read what was kept, if anything was."""
        try:
            bucket.load_bytecode(BytesIO(Path(bucket.key).read_bytes()))
        except OSError:
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it for the next run, where Python may; where the folder cannot be written the next run compiles anew."""
        if sys.dont_write_bytecode:
            return
        kept = BytesIO()
        bucket.write_bytecode(kept)
        try:
            Path(bucket.key).parent.mkdir(parents=True, exist_ok=True)
            write_whole(Path(bucket.key), kept.getvalue())
        except OSError:
            return


@cache
def _jinja() -> str:
    return version("jinja2")
