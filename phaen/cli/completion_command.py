"""`phaen completion`: print the shell completion script."""

from __future__ import annotations

import click

SHELLS = ("bash", "zsh", "fish")


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the completion script for phaen's commands and options in SHELL.

    \b
    Examples:
      phaen completion bash >> ~/.bashrc
      phaen completion zsh >> ~/.zshrc
      phaen completion fish > ~/.config/fish/completions/phaen.fish
    """
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"no completion for {shell}")
    click.echo(kind(context.find_root().command, {}, "phaen", "_PHAEN_COMPLETE").source())
