//! Texts that try to be more than text.

/// How many there are.
pub const COUNT: usize = 500;

/// Each has its number at `#`, a script that would run at `{X}`, and an address that would be fetched at `{U}`.
const PAYLOADS: [&str; 60] = [
    "<script>{X}</script>",
    "<img src=x onerror=\"{X}\">",
    "<svg onload=\"{X}\">",
    "<svg><script>{X}</script></svg>",
    "<iframe srcdoc=\"<script>{X}</script>\"></iframe>",
    "<iframe src=\"javascript:{X}\"></iframe>",
    "<body onload=\"{X}\">",
    "<video><source onerror=\"{X}\"></video>",
    "<input autofocus onfocus=\"{X}\">",
    "<details open ontoggle=\"{X}\">x</details>",
    "<marquee onstart=\"{X}\">",
    "<math><mtext><img src=x onerror=\"{X}\"></mtext></math>",
    "<template><script>{X}</script></template>",
    "<svg><animate onbegin=\"{X}\" attributeName=x dur=1s>",
    "<dialog open><script>{X}</script></dialog>",
    "<noscript><p title=\"</noscript><img src=x onerror='{X}'>\">",
    "<img src=x onerror=\"__TAURI_INTERNALS__.invoke('sign_out');hit=#\">",
    "<img src=x onerror=\"ipc.postMessage('sign_out');hit=#\">",
    "<object data=\"{U}\"></object>",
    "<embed src=\"{U}\">",
    "<iframe src=\"{U}\"></iframe>",
    "<link rel=stylesheet href=\"{U}\">",
    "<style>@import \"{U}\";</style>",
    "<p style=\"background:url({U})\">x</p>",
    "<meta http-equiv=refresh content=\"0;url={U}\">",
    "<base href=\"{U}/\">",
    "<form action=\"{U}\"><button autofocus>x</button></form>",
    "<img src=\"{U}\">",
    "<img srcset=\"{U} 1x\">",
    "<audio src=\"{U}\" autoplay>",
    "<video poster=\"{U}\">",
    "<a href=\"javascript:{X}\">x</a>",
    "<a href=\"{U}\" ping=\"{U}\">x</a>",
    "<svg><image href=\"{U}\"/></svg>",
    "<svg><use href=\"{U}#a\"/></svg>",
    "}body{background:url({U})}",
    "javascript:{X}",
    "data:text/html,<script>{X}</script>",
    "vbscript:{X}",
    "file:///etc/passwd?#",
    "tauri://localhost/?#",
    "ipc://localhost/sign_out?#",
    "https://user@127.0.0.1/#\"onmouseover=\"{X}",
    "[x](javascript:{X})",
    "![x]({U})",
    "{{constructor.constructor('{X}')()}}",
    "${{X}}",
    "<%= {X} %>",
    "'-({X})-'",
    "\";{X};//",
    "</script><script>{X}</script>",
    "\\u003cscript\\u003e{X}\\u003c/script\\u003e",
    "&lt;script&gt;{X}&lt;/script&gt;",
    "%3Cscript%3E{X}%3C/script%3E",
    "\",\"text\":\"{X}\",\"__proto__\":{\"hit\":#}",
    "\u{202e}{X}\u{202c}",
    "\u{2066}\u{202d}nimdA #",
    "\u{2067}\u{2068}\u{200f}#",
    "\u{1b}]0;#\u{7}\u{1b}[2J",
    "\u{feff}\u{200b}\u{200d}\u{2028}\u{2029}#",
];

/// What may stand around each: an end of what it could stand in, or what could hide it from a filter.
const SURROUNDINGS: [(&str, &str); 9] = [
    ("", ""),
    ("x\">", ""),
    ("x'>", ""),
    ("x-->", ""),
    ("x</textarea></title>", ""),
    ("x]]>", ""),
    ("\u{202e}x", "\u{202c}"),
    ("x\u{1}\u{8}\u{7f}", ""),
    ("\u{200b}x ", " x"),
];

/// All of them. A script that runs sets the global `hit` to its number and calls the canary at this port of the own
/// computer; none is longer than 200 characters, so that each can be a name.
pub fn payloads(canary: u16) -> Vec<String> {
    let all = SURROUNDINGS.iter().flat_map(|around| PAYLOADS.iter().map(move |payload| (around, payload)));
    let written = all.enumerate().map(|(number, ((before, after), payload))| {
        let address = format!("http://127.0.0.1:{canary}/{number}");
        let script = format!("hit={number};fetch('{address}')");
        let payload =
            payload.replace("{X}", &script).replace("{U}", &address).replace('#', &number.to_string());
        format!("{before}{payload}{after}")
    });
    written.take(COUNT).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn each_is_another_and_fits_into_a_name() {
        let payloads = payloads(65_535);
        assert_eq!(payloads.iter().collect::<HashSet<_>>().len(), COUNT);
        let longest = payloads.iter().map(|payload| payload.chars().count()).max();
        assert!(longest.is_some_and(|longest| longest <= 200), "{longest:?}");
    }
}
