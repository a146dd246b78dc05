//! What accessible objects are, in the words that screen readers use.

/// The roles that occur in the window, by their number in AT-SPI's `AtspiRole`.
const ROLES: [(u32, &str); 45] = [
    (2, "alert"),
    (7, "check box"),
    (8, "check menu item"),
    (10, "column header"),
    (11, "combo box"),
    (16, "dialog"),
    (20, "filler"),
    (23, "frame"),
    (27, "image"),
    (29, "label"),
    (31, "list"),
    (32, "list item"),
    (39, "panel"),
    (40, "password text"),
    (42, "progress bar"),
    (43, "button"),
    (44, "radio button"),
    (47, "row header"),
    (49, "scroll pane"),
    (50, "separator"),
    (51, "slider"),
    (52, "spin button"),
    (54, "status bar"),
    (55, "table"),
    (56, "table cell"),
    (61, "text"),
    (62, "toggle button"),
    (73, "paragraph"),
    (75, "application"),
    (79, "entry"),
    (82, "document"),
    (83, "heading"),
    (85, "section"),
    (87, "form"),
    (88, "link"),
    (90, "table row"),
    (95, "web page"),
    (98, "list box"),
    (99, "group"),
    (101, "notification"),
    (105, "block quote"),
    (110, "landmark"),
    (111, "log"),
    (116, "static"),
    (130, "switch"),
];

/// The role with this number; one that is not expected in the window goes by its number.
pub(super) fn role_name(number: u32) -> String {
    let known = ROLES.iter().find(|(role, _)| *role == number);
    known.map_or_else(|| format!("role {number}"), |(_, name)| (*name).to_owned())
}
