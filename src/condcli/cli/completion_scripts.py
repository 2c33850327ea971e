"""The script that teaches a shell to complete, shown or put where the shell finds it."""

import os
import shlex
import sys
from pathlib import Path

from condcli.catalog import write
from condcli.cli import saving
from condcli.errors import UnknownValue, Unwritable, UsageFault

BASH = """\
# condcli completes commands, names, options and their values in bash.
_condcli() {
    local word words=("${COMP_WORDS[@]:1:COMP_CWORD}")
    COMPREPLY=()
    while IFS= read -r word; do COMPREPLY+=("$word"); done \\
        < <(_CONDCLI_COMPLETE=bash "${COMP_WORDS[0]}" "${words[@]}" 2>/dev/null)
    if [[ ${COMPREPLY[0]-} == $'\\x1f'files ]]; then
        COMPREPLY=()
        while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "${COMP_WORDS[COMP_CWORD]}")
        compopt -o filenames
    fi
}
complete -o nosort -F _condcli condcli 2>/dev/null || complete -F _condcli condcli
"""
ZSH = """\
#compdef condcli
# condcli completes commands, names, options and their values in zsh.
_condcli() {
    local value note
    local -a found notes
    while IFS=$'\\t' read -r value note; do
        found+=("$value")
        notes+=("$note")
    done < <(_CONDCLI_COMPLETE=zsh "${words[1]}" "${(@)words[2,CURRENT-1]}" "$PREFIX" 2>/dev/null)
    if [[ ${found[1]} == $'\\x1f'files ]]; then
        _files
    elif (( $#found )); then
        compadd -U -Q -V condcli -d notes -a found
    fi
}
if [[ ${funcstack[1]} == _condcli ]]; then
    _condcli "$@"
else
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
    compdef _condcli condcli
fi
"""
FISH = """\
# condcli completes commands, names, options and their values in fish.
function __condcli_complete
    set -l words (commandline -opc)
    set -l typed (commandline -ct)
    set -lx _CONDCLI_COMPLETE fish
    for line in ($words[1] $words[2..-1] "$typed" 2>/dev/null)
        if test "$line" = \\x1f"files"\\t
            __fish_complete_path "$typed"
        else
            echo $line
        end
    end
end
complete -c condcli -f -k -a "(__condcli_complete)"
"""
POWERSHELL = """\
# condcli completes commands, names, options and their values in PowerShell.
Register-ArgumentCompleter -Native -CommandName condcli -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements | Select-Object -Skip 1 |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
        ForEach-Object { $_.Extent.Text.Trim('"', "'") })
    $env:_CONDCLI_COMPLETE = 'powershell'
    $env:_CONDCLI_WORD = $wordToComplete
    try {
        & $commandAst.CommandElements[0].Extent.Text @words 2>$null | ForEach-Object {
            $value, $note = $_ -split "`t", 2
            if (-not $value.StartsWith([char]0x1f)) {
                [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $note)
            }
        }
    } finally {
        Remove-Item Env:_CONDCLI_COMPLETE, Env:_CONDCLI_WORD
    }
}
"""
OURS = b"# condcli completes"  # what each script begins with
HEAD = 200  # bytes
SCRIPTS = {"bash": BASH, "zsh": ZSH, "fish": FISH, "powershell": POWERSHELL}
SAME = {"pwsh": "powershell", "powershell.exe": "powershell", "pwsh.exe": "powershell"}
AUTO = "auto"  # the shell that is in use


def script(option: str, shell: str) -> str:
    """The script for a shell; an UnknownValue for one that cannot be taught."""
    return SCRIPTS[_known(option, shell)]


def install(shell: str) -> str:
    """Put the script where the shell finds it, once; what was done, in a sentence."""
    known = _known("--install-completion", shell)
    if known == "powershell":
        raise UsageFault("In PowerShell type: condcli --show-completion powershell >> $PROFILE")
    try:
        return _put(known)
    except RuntimeError as fault:
        what = "You have no home folder that it could be put in."
        raise UsageFault(f"{what} To see it: condcli --show-completion {known}") from fault
    except (Unwritable, OSError) as fault:
        said = str(fault) if isinstance(fault, Unwritable) else f"{fault.filename}: {fault.strerror}."
        raise UsageFault(f"{said} To put it elsewhere: condcli --show-completion {known}") from fault


def _put(shell: str) -> str:
    """The script in a file of its own, and where the shell does not look there, a line that reads it."""
    if shell == "fish":
        file = _folder("XDG_CONFIG_HOME", ".config") / "fish" / "completions" / "condcli.fish"
    else:
        file = _folder("XDG_DATA_HOME", ".local/share") / "condcli" / f"completion.{shell}"
        begin = (_folder("ZDOTDIR", "") if shell == "zsh" else Path.home()) / f".{shell}rc"
        if os.path.lexists(begin) and not begin.exists():
            raise Unwritable(begin, "it is a link that leads nowhere")
    saving.folder(file.parent)
    saving.free([file], force=True)
    if file.exists():
        with file.open("rb") as there:
            begun = there.read(HEAD)
        if begun and OURS not in begun:
            raise Unwritable(file, "it is a file of your own; move it first")
    saving.save(file, SCRIPTS[shell].encode(), force=True)
    if shell == "fish":
        return f"fish completes condcli from now on, by {file}."
    quoted = shlex.quote(str(file))
    line = os.fsencode(f"[ -f {quoted} ] && . {quoted}  # condcli\n")
    if not begin.exists():
        saving.save(begin, line, force=False)
    elif not begin.is_file():
        raise Unwritable(begin, "it is no file")
    elif not _has(said := begin.read_bytes(), line):
        ended = b"" if not said or said.endswith(b"\n") else b"\n"
        write.replace(begin, said + ended + line, was=said)
    return f"{shell} completes condcli in every new window, by a line in {begin}."


def _has(said: bytes, line: bytes) -> bool:
    """Whether a file has the line, which is several where a folder's name breaks it."""
    return b"\n" + line in b"\n" + said or line.strip() in map(bytes.strip, said.splitlines())


def _folder(variable: str, below_home: str) -> Path:
    """The folder that the environment names, where it is one from anywhere; else the usual one."""
    named = Path(os.environ.get(variable, "").strip())
    return named if named.is_absolute() else Path.home() / below_home


def _known(option: str, shell: str) -> str:
    if shell == AUTO:
        shell = "powershell" if sys.platform == "win32" else Path(os.environ.get("SHELL", "")).name
    shell = SAME.get(shell.lower(), shell.lower())
    if shell not in SCRIPTS:
        raise UnknownValue(option, shell, list(SCRIPTS))
    return shell
