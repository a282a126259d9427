"""``claimlint completion``: what a shell needs to complete the command line."""

from __future__ import annotations

import click

from claimlint.apps.terminal import put

SHELLS = ("bash", "zsh", "fish")


@click.command("completion", short_help="Print a script that completes claimlint in a shell.")
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def command(context: click.Context, shell: str) -> int:
    """Print the script by which SHELL completes commands, options, files and the names of rules.

    \b
    bash: eval "$(claimlint completion bash)"          in ~/.bashrc
    zsh:  eval "$(claimlint completion zsh)"           in ~/.zshrc, below compinit
    fish: claimlint completion fish > ~/.config/fish/completions/claimlint.fish
    """
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None  # noqa: S101 (click knows the three)
    script = kind(context.find_root().command, {}, "claimlint", "_CLAIMLINT_COMPLETE")
    # Not source(): for bash, that runs a bash to ask for its version.
    put(script.source_template % script.source_vars(), color=False)
    return 0
