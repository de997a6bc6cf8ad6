// Only what makes a page quicker; nothing depends on it, and it shows no text that a button does not give without it.

/** Text without case and accents, as the search of the lists folds it. */
function fold(text) {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd').toLowerCase();
}

/** The filter of a checklist of units: it hides what doesn't match and opens the groups that hold a match. */
function filterUnits(input) {
  const list = input.closest('[data-units]');
  const wanted = fold(input.value.trim());
  for (const group of list.querySelectorAll('details')) {
    let shown = 0;
    for (const item of group.querySelectorAll('li')) {
      const box = item.querySelector('input');
      item.hidden = wanted !== '' && !box.checked && !fold(item.textContent).includes(wanted);
      if (!item.hidden) shown += 1;
    }
    group.hidden = shown === 0;
    if (wanted !== '' && shown > 0) group.open = true;
  }
}

for (const input of document.querySelectorAll('[data-filter-units]')) {
  input.hidden = false;
  input.addEventListener('input', () => filterUnits(input));
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') event.preventDefault();
  });
}

/** What the form would show for the deadline as it is typed, asked of the server as its button asks; no files go along. */
async function askDeadline(input, signal) {
  const typed = [...new FormData(input.form)].filter(([, value]) => typeof value === 'string');
  const body = new URLSearchParams([...typed, ['step', 'understand']]);
  const answer = await fetch(input.form.action, { method: 'POST', body, signal });
  return new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById(input.id);
}

/** Takes over how the deadline was understood, or what is wrong with it; the input and its focus stay. */
function showDeadline(input, asked) {
  const [field, theirs] = [input, asked].map((each) => each?.closest('[data-deadline]'));
  if (!theirs) return;
  field.querySelector('.field-fault')?.remove();
  const fault = theirs.querySelector('.field-fault');
  if (fault) field.querySelector('.field-row').before(fault);
  for (const name of ['aria-invalid', 'aria-describedby']) {
    if (asked.hasAttribute(name)) input.setAttribute(name, asked.getAttribute(name));
    else input.removeAttribute(name);
  }
  const [shown, understood] = [field, theirs].map((each) => each.querySelector('[data-understood]'));
  shown.replaceChildren(...understood.childNodes);
}

for (const input of document.querySelectorAll('[data-deadline] input')) {
  let asking = new AbortController();
  input.addEventListener('change', () => {
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    askDeadline(input, signal)
      .then((asked) => signal.aborted || showDeadline(input, asked))
      .catch(() => {}); // Without an answer the page stays as it is, and the button still asks.
  });
}

/** A menu closes when one leaves it, by the keyboard or by a click beside it. */
for (const menu of document.querySelectorAll('.bar-person')) {
  document.addEventListener('click', (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !menu.open) return;
    menu.open = false;
    menu.querySelector('summary').focus();
  });
}

/** A form is sent once, however often its button is pressed; coming back to the page frees it again. */
document.addEventListener('submit', (event) => {
  if (event.target.dataset.sent === 'true') event.preventDefault();
  else if (event.target.method === 'post') event.target.dataset.sent = 'true';
});
window.addEventListener('pageshow', () => {
  for (const form of document.forms) delete form.dataset.sent;
});
