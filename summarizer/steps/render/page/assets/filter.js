// Filters: everything that is compared is made ready once; a change touches only what appears on screen or goes.

const form = document.querySelector('.filters');
const entries = data.entries.map((entry) => {
  const spoken = [entry.id, ...entry.replies].map((id) => data.items[id]);
  return {
    ...entry,
    seen: true,
    claim: entry.status !== '',
    words: spoken.map(({ head, by }) => `${head} ${by}`).join(' ').toLowerCase(),
    element: byId(entry.id),
  };
});
const claims = entries.filter(({ claim }) => claim);
const others = entries.filter(({ claim }) => !claim);
const visible = new Set(entries.map(({ id }) => id));
const list = { limit: data.atOnce };

const wanted = () => {
  const fields = new FormData(form);
  const number = (name) => (fields.get(name) === '' ? null : Number(fields.get(name)));
  return {
    words: fields.get('words').toLowerCase().split(/\s+/).filter(Boolean),
    party: number('party'),
    source: number('source'),
    status: fields.get('status'),
  };
};

const fits = (entry, want) => (
  (want.party === null || entry.parties.includes(want.party))
  && (want.source === null || entry.sources.includes(want.source))
  && (want.status === '' || entry.status === want.status)
  && want.words.every((word) => entry.words.includes(word))
);

const count = () => {
  const left = claims.filter(({ seen }) => seen).length;
  const all = others.length;
  const below = all ? `, ${(visible.size - left).toLocaleString('en')} of ${many(all, 'other reply or silence', 'other replies and silences')}` : '';
  form.querySelector('output').textContent = `${left.toLocaleString('en')} of ${many(claims.length, 'claim')}${below}`;
  if (claims.length) document.querySelector('.none').hidden = left > 0;
};

// Of the claims that fit, those beyond the limit wait, and so do all that do not fit: a browser lays out a hundred at
// once, not thousands. Between two filters hundreds of claims change and few of them are in sight: only those are
// touched. Paper knows no waiting, so what does not fit is hidden there when it comes to it.
const showFirst = () => {
  let rank = 0;
  for (const { seen, element } of claims) {
    const waits = !seen || rank >= list.limit;
    if (waits !== element.classList.contains('waiting')) element.classList.toggle('waiting', waits);
    rank += seen;
  }
  byId('more-claims').parentElement.hidden = rank <= list.limit;
  byId('claims-shown').textContent = `${Math.min(rank, list.limit).toLocaleString('en')} of ${many(rank, 'claim')} shown`;
};

const applyFilters = () => {
  const want = wanted();
  list.limit = data.atOnce;
  for (const entry of entries) {
    const seen = fits(entry, want);
    if (seen === entry.seen) continue;
    entry.seen = seen;
    if (seen) visible.add(entry.id);
    else visible.delete(entry.id);
  }
  for (const { seen, element } of others) element.hidden = !seen;
  count();
  showFirst();
  drawMatrix(visible);
};

const hideUnfit = (hiding) => {
  for (const { seen, element } of claims) element.hidden = hiding && !seen;
};

addEventListener('beforeprint', () => hideUnfit(true));
addEventListener('afterprint', () => hideUnfit(false));
form.hidden = false;
form.addEventListener('input', applyFilters);
form.addEventListener('submit', (event) => event.preventDefault());
form.addEventListener('reset', () => setTimeout(applyFilters));
byId('more-claims').addEventListener('click', () => {
  list.limit += data.atOnce;
  showFirst();
});
count();
showFirst();
