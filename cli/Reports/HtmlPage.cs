using System.Net;
using XtCmkInfra.Core;

namespace XtCmkInfra.Cli.Reports;

/// <summary>The frame of a page that needs nothing else: no script, no other file, and no colour to be understood.</summary>
internal static class HtmlPage
{
    /// <param name="style">What this page adds to the style, in lines.</param>
    /// <param name="body">What follows the heading.</param>
    public static string Write(string title, string heading, string style, string body) =>
        $$"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>{{Text(title)}}</title>
        <style>
        body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem }
        body { color: #1a1a1a; background: #fff }
        h1 { font-size: 1.5rem } h2 { font-size: 1.15rem; margin-top: 2rem }
        .verdict { border: 3px solid; padding: .6rem 1rem; font-weight: 600 }
        .holds { color: #17603a } .weak { color: #8a5a00 } .broken { color: #a1001a }
        .unknown { color: #6a1b86 } .unseen { color: #555 }
        table { border-collapse: collapse; table-layout: fixed; width: 100%; font-size: .85rem }
        {{style}}
        @media print {
          body { margin: 0; max-width: none } thead { display: table-header-group } tr { break-inside: avoid } a { color: inherit }
        }
        </style>
        </head>
        <body>
        <h1>{{Text(heading)}}</h1>
        {{body}}</body>
        </html>

        """;

    /// <summary>What others give, clean and as it reads.</summary>
    public static string Text(string text) => WebUtility.HtmlEncode(PlainText.Clean(text));
}
