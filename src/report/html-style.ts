/** The style sheet of the HTML report: light and dark, narrow screens, paper. */

export const style = `
:root{color-scheme:light dark;--fg:#1f2328;--dim:#59636e;--bg:#fff;--card:#f6f8fa;--line:#d1d9e0;--bad:#b3261e;--warn:#7d5200;--ok:#11662f;--badbg:#ffebe9;--warnbg:#fff4d6;--okbg:#dafbe1;--info:#0a58ca}
@media (prefers-color-scheme:dark){:root{--fg:#e6edf3;--dim:#9aa5b1;--bg:#0d1117;--card:#161b22;--line:#30363d;--bad:#ff8f87;--warn:#eac54f;--ok:#6fdd8b;--badbg:#3c1618;--warnbg:#362a0b;--okbg:#10301b;--info:#79b8ff}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:76rem;padding:1.5rem;font:15px/1.5 system-ui,sans-serif;color:var(--fg);background:var(--bg)}
h1{font-size:1.5rem;margin:0}h2{font-size:1.15rem;margin:2rem 0 .6rem}h3{font-size:1rem;margin:1.4rem 0 .4rem}
p{margin:.3rem 0}code,pre,.c{font:13px/1.45 ui-monospace,SFMono-Regular,Menlo,monospace}
.d{color:var(--dim)}.t{display:flex;flex-wrap:wrap;gap:.8rem;margin:1rem 0;padding:0;list-style:none}
.t li{flex:1 1 8rem;padding:.7rem 1rem;border:1px solid var(--line);border-radius:8px;background:var(--card)}
.t b{display:block;font-size:1.7rem;line-height:1.2}.e b,.e>b{color:var(--bad)}.w b,.w>b{color:var(--warn)}.i b,.i>b{color:var(--info)}
.s{overflow-x:auto}table{border-collapse:collapse}th,td{border:1px solid var(--line);padding:.3rem .6rem;text-align:left;vertical-align:top}
thead th{background:var(--card);font-weight:600}td.u{background:var(--badbg);color:var(--bad)}td.v{background:var(--warnbg);color:var(--warn)}td.k{background:var(--okbg);color:var(--ok)}
article{border:1px solid var(--line);border-left:4px solid var(--info);border-radius:6px;padding:.6rem .9rem;margin:.6rem 0;break-inside:avoid}
article.e{border-left-color:var(--bad)}article.w{border-left-color:var(--warn)}
pre{margin:.5rem 0;padding:.5rem .7rem;overflow-x:auto;background:var(--card);border-radius:6px}
ol{margin:.4rem 0;padding-left:1.4rem}a{color:inherit}summary{cursor:pointer}
@media print{body{max-width:none;padding:0}pre{white-space:pre-wrap}}
`.trim();
