# Completion of xtcmk for bash: in ~/.bashrc, eval "$(xtcmk completion bash)"
_xtcmk() {
  local IFS=$'\n'
  COMPREPLY=($(compgen -W "$(xtcmk "[suggest:$COMP_POINT]" "$COMP_LINE" 2> /dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _xtcmk xtcmk
