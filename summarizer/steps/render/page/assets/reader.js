// The reader: which item is open is told by the address alone (#c3), so links, Back and reload all work.

const reader = byId('reader');
const opened = { id: '', here: false, source: -1 };
const order = data.entries.flatMap((entry) => [entry.id, ...entry.replies]);

const evidenceOf = (at) => at.map(([source, start, end, role], number) => ({ source, start, end, role, number }));

// A whole article: every word of it that some item of the brief rests on is marked.
const wholeSource = (number) => {
  const used = Object.values(data.items).flatMap((item) => item.at)
    .filter(([source, , , role]) => source === number && (role === 'content' || role === 'widened'));
  const article = data.articles[number];
  return { head: article.title || article.label, by: 'The whole report; what the brief rests on is marked', at: used, only: number };
};

const itemNamed = (id) => {
  if (Object.hasOwn(data.items, id)) return data.items[id];
  const source = /^source-(\d+)$/.exec(id);
  return source && data.articles[source[1] - 1] ? wholeSource(source[1] - 1) : null;
};

const named = () => {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return '';
  }
};

const fill = (item) => {
  byId('reader-by').textContent = item.by;
  byId('reader-head').textContent = clipped(item.head, 300);
  const evidence = evidenceOf(item.at);
  const sources = [...new Set(evidence.map(({ source }) => source))];
  if (item.only !== undefined && !sources.length) sources.push(item.only);
  const sheets = sources.map((source) => sheetOf(source, evidence.filter((one) => one.source === source)));
  byId('reader-sheets').replaceChildren(...sheets.map(({ sheet }) => sheet));
  const rest = data.articles.map((_, number) => number).filter((number) => !sources.includes(number));
  const button = byId('reader-rest');
  button.hidden = !rest.length;
  button.textContent = `Show also the ${many(rest.length, 'other report')}`;
  button.onclick = () => {
    byId('reader-sheets').append(...rest.map((number) => sheetOf(number, []).sheet));
    button.hidden = true;
  };
  return sheets;
};

const show = (id, item) => {
  opened.id = id;
  const sheets = fill(item);
  if (!reader.open) reader.showModal();
  byId('reader-head').focus();
  for (const { settle } of sheets) settle();
  const first = sheets.find(({ sheet }) => Number(sheet.dataset.source) === opened.source);
  first?.sheet.scrollIntoView({ inline: 'start', block: 'nearest' });
  opened.source = -1;
  for (const [button, by] of [['reader-before', -1], ['reader-after', 1]]) byId(button).disabled = !beside(id, by);
};

const beside = (id, by) => {
  const shown = order.filter((one) => byId(one)?.closest('[hidden]') === null);
  return shown.includes(id) ? shown[shown.indexOf(id) + by] : undefined;
};

const move = (by) => {
  const id = beside(opened.id, by);
  if (id) location.replace(`#${encodeURIComponent(id)}`);
};

const follow = () => {
  const id = named();
  const item = itemNamed(id);
  if (item) show(id, item);
  else if (reader.open) reader.close();
};

// Where the reader was opened by a click, leaving it goes one step back; where the page was opened with it, there is
// nothing to go back to and only the name of the item leaves the address.
const leave = () => {
  const card = byId(opened.id);
  if (itemNamed(named())) {
    if (opened.here) history.back();
    else history.replaceState(null, '', location.pathname + location.search);
  }
  opened.here = false;
  byId('reader-sheets').replaceChildren();
  if (!card) return;
  card.classList.remove('waiting');
  card.scrollIntoView({ block: 'nearest' });
  card.querySelector('a.open, a.whole')?.focus({ preventScroll: true });
};

const openCard = (event) => {
  const link = event.target.closest('a');
  if (link?.dataset.source) opened.source = Number(link.dataset.source);
  const card = event.target.closest('.item');
  if (!card || event.target.closest('a, button, summary, input, select, .question')) return;
  if (!getSelection().toString()) location.hash = encodeURIComponent(card.id);
};

document.addEventListener('click', openCard);
byId('reader-back').addEventListener('click', () => reader.close());
byId('reader-before').addEventListener('click', () => move(-1));
byId('reader-after').addEventListener('click', () => move(1));
reader.addEventListener('close', leave);
addEventListener('hashchange', () => {
  if (!reader.open) opened.here = true;
  follow();
});
follow();
