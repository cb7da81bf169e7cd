// Filters: everything that is compared is made ready once; a change touches only what appears or goes.

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
const claimCount = entries.filter(({ claim }) => claim).length;
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
  const claims = entries.filter(({ claim, seen }) => claim && seen).length;
  const others = visible.size - claims;
  const all = entries.length - claimCount;
  const below = all ? `, ${others.toLocaleString('en')} of ${many(all, 'other reply or silence', 'other replies and silences')}` : '';
  form.querySelector('output').textContent = `${claims.toLocaleString('en')} of ${many(claimCount, 'claim')}${below}`;
  if (claimCount) document.querySelector('.none').hidden = claims > 0;
};

// Of the claims that fit, those beyond the limit wait: a browser lays out a hundred at once, not thousands.
const showFirst = () => {
  let rank = 0;
  for (const entry of entries) {
    if (!entry.claim || !entry.seen) continue;
    entry.element.classList.toggle('waiting', rank >= list.limit);
    rank += 1;
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
    entry.element.hidden = !seen;
    if (seen) visible.add(entry.id);
    else visible.delete(entry.id);
  }
  count();
  showFirst();
  drawMatrix(visible);
};

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
