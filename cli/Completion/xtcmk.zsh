# Completion of xtcmk for zsh: in ~/.zshrc after compinit, eval "$(xtcmk completion zsh)"
_xtcmk() {
  local line="${(j: :)words[1,CURRENT]}"
  local -a found
  found=("${(@f)$(xtcmk "[suggest:${#line}]" "$line" 2> /dev/null)}")
  if [[ -n $found[1] ]]; then compadd -a found; else _files; fi
}
compdef _xtcmk xtcmk
