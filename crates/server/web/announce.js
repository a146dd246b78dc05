// @ts-check
/**
 * Says something to screen readers, politely and once.
 *
 * @param {string} text
 */
export function announce(text) {
  const region = document.getElementById("announcements");
  if (!region) return;
  const said = document.createElement("p");
  said.dir = "auto";
  said.textContent = text;
  region.replaceChildren(said);
}
