"""summarizer schema: the published contract."""

import click

from summarizer import contract


@click.command(epilog="summarizer schema brief")
@click.argument("word", required=False, metavar="[WORD]")
def command(word: str | None) -> int:
    """Print the JSON Schema of WORD (article, claim, brief, …); without one, list the words."""
    click.echo(contract.schema_text(word).rstrip() if word else "\n".join(contract.WORDS))
    return 0
