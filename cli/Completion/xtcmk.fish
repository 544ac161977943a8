# Completion of xtcmk for fish: xtcmk completion fish > ~/.config/fish/completions/xtcmk.fish
function __xtcmk_complete
    set --local line (commandline --current-process --cut-at-cursor | string collect)
    xtcmk "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
end
complete --command xtcmk --arguments '(__xtcmk_complete)'
