// Makes a part of the page what the server says it is now, and touches nothing that is the same: a sentence that is
// being written, a table that was opened, a drawn chart and the keyboard's place stay as they are.

// `before` is what the server sent last, `after` what it sends now; `live` is `before` as people have changed it.
export function turnPage(live, before, after) {
  const focused = live.contains(document.activeElement) ? document.activeElement : null;
  const name = focused && nameOf(focused);
  patch(live, before, after);
  if (focused && !focused.isConnected) refocus(live, name);
}

function patch(live, before, after) {
  const shown = [...live.childNodes];
  const old = [...before.childNodes];
  if (shown.length !== old.length) return live.replaceChildren(...copies(after)); // something else changed it too
  let at = 0;
  for (const next of after.childNodes) {
    const same = next.nodeType === Node.ELEMENT_NODE ? old.findIndex((each, place) => place >= at && each.isEqualNode(next)) : -1;
    if (same >= 0) {
      shown.slice(at, same).forEach((gone) => gone.remove());
      at = same + 1;
    } else if (at < old.length && isAlike(old[at], next)) {
      if (!old[at].isEqualNode(next)) patch(shown[at], old[at], next);
      at += 1;
    } else {
      live.insertBefore(document.importNode(next, true), shown[at] ?? null);
    }
  }
  shown.slice(at).forEach((gone) => gone.remove());
}

// Whether one can become the other by a change inside. A chart is one thing: its picture belongs to its figures.
function isAlike(one, other) {
  if (one.nodeType !== Node.ELEMENT_NODE) return one.isEqualNode(other);
  if (other.nodeType !== Node.ELEMENT_NODE || other.matches('[data-chart]') || !other.hasChildNodes()) return false;
  return one.cloneNode(false).isEqualNode(other.cloneNode(false));
}

function copies(parent) {
  return [...parent.childNodes].map((each) => document.importNode(each, true));
}

// What a person would say it is, to find it again when it was made anew.
function nameOf(element) {
  const { id, value, textContent } = element;
  return { id, tag: element.localName, value: element.localName === 'button' ? value : '', text: textContent.trim() };
}

// Where the keyboard was; if that is gone, the heading, so that Tab goes on from the top of what is new.
function refocus(live, { id, tag, value, text }) {
  const again = (id && document.getElementById(id))
    || [...live.querySelectorAll(tag)].find((each) => (value ? each.value === value : each.textContent.trim() === text));
  const heading = live.querySelector('h1');
  heading?.setAttribute('tabindex', '-1');
  (again || heading)?.focus({ preventScroll: Boolean(again) });
}
