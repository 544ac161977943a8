# Completion of xtcmk for PowerShell: in $PROFILE, xtcmk completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName xtcmk -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $point = $cursorPosition - $commandAst.Extent.StartOffset
    $line = $commandAst.ToString().PadRight($point)
    xtcmk "[suggest:$point]" $line 2>$null | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
        [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
    }
}
