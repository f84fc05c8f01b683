"""What is said of a script that cannot be read or meant, with its line."""

from disclosure.files.written.lines import WrittenError

ScriptError = WrittenError
