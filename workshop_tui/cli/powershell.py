"""Completion for PowerShell, which click has none for: imported when `_WORKSHOP_TUI_COMPLETE` asks for it alone.

`powershell_source` gives what a profile runs; `powershell_complete` what that asks for at each `tab`: the words before
the one that is begun in `COMP_WORDS`, a line each, and that one in `COMP_WORD`.
"""

from __future__ import annotations

import os

from click.shell_completion import CompletionItem, ShellComplete, add_completion_class

from workshop_tui.text import clean_line

SOURCE = """\
Register-ArgumentCompleter -Native -CommandName %(prog_name)s -ScriptBlock {
    param($begun, $line, $cursor)
    $words = $line.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.EndOffset -lt $cursor } |
        ForEach-Object { if ($null -ne $_.Value) { "$($_.Value)" } else { $_.Extent.Text } }
    $env:COMP_WORDS = $words -join "`n"
    $env:COMP_WORD = "$begun".Trim("'", '"')
    $env:%(complete_var)s = 'powershell_complete'
    try {
        & $line.CommandElements[0].Extent.Text | ForEach-Object {
            $kind, $value, $told = $_ -split "`t"
            if ($kind -eq 'plain') {
                $shown = if ($value -match '^[\\w./:=+-]+$') { $value } else { "'" + ($value -replace "'", "''") + "'" }
                [System.Management.Automation.CompletionResult]::new($shown, $value, 'ParameterValue', $told)
            }
        }
    } finally {
        Remove-Item Env:COMP_WORDS, Env:COMP_WORD, Env:%(complete_var)s -ErrorAction SilentlyContinue
    }
}
"""
"""The part for a profile. Where it answers with nothing, PowerShell itself offers files."""


class PowerShell(ShellComplete):
    """A line for each of what may come next: its type, the word, and what it is."""

    name = "powershell"
    source_template = SOURCE

    def get_completion_args(self) -> tuple[list[str], str]:
        """The whole words before the cursor, and the one that is begun."""
        return [word for word in os.environ.get("COMP_WORDS", "").split("\n") if word], os.environ.get("COMP_WORD", "")

    def format_completion(self, item: CompletionItem) -> str:
        """Write one; PowerShell wants something told of each."""
        return "\t".join((item.type, item.value, clean_line(item.help or "") or item.value))


add_completion_class(PowerShell)
