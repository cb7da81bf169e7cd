// One article in the reader: its text in paragraphs with the evidence marked. A very long text is shown in windows
// around the evidence, since a browser cannot lay out a line of megabytes at once.

const WHOLE = 120000;
const AROUND = 4000;
const LONGEST = 8000;
const MORE = 20000;

const windowsOf = (length, evidence) => {
  if (length <= WHOLE) return [[0, length]];
  const wanted = evidence.flatMap(({ start, end }) => (
    end - start <= LONGEST
      ? [[start - AROUND, end + AROUND]]
      : [[start - AROUND, start + LONGEST], [end - LONGEST, end + AROUND]]
  ));
  return joined([[0, AROUND], ...wanted].map(([from, to]) => [Math.max(0, from), Math.min(length, to)]));
};

const joined = (ranges) => {
  const out = [];
  for (const [from, to] of ranges.sort((a, b) => a[0] - b[0])) {
    const last = out.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else out.push([from, to]);
  }
  return out;
};

// A window must not begin or end between the two halves of a character.
const whole = (text, at) => (/[\udc00-\udfff]/.test(text[at] ?? '') ? at + 1 : at);

const paint = (target, article, [from, to], evidence) => {
  const { text, starts } = article;
  const breaks = new Set(starts.filter((start) => start > from && start < to));
  const edges = evidence.flatMap(({ start, end }) => [start, end]).filter((edge) => edge > from && edge < to);
  const cuts = [...new Set([from, ...breaks, ...edges, to])].sort((a, b) => a - b);
  let paragraph = target.appendChild(make('p', { dir: 'auto' }));
  for (let at = 0; at < cuts.length - 1; at += 1) {
    const [start, end] = [cuts[at], cuts[at + 1]];
    if (breaks.has(start)) paragraph = target.appendChild(make('p', { dir: 'auto' }));
    const piece = text.slice(start, end);
    const covering = evidence.filter((one) => one.start <= start && one.end >= end);
    paragraph.append(covering.length ? marked(piece, covering) : piece);
  }
};

const marked = (piece, covering) => {
  const mark = make('mark', { className: [...new Set(covering.map(({ role }) => role))].join(' ') }, piece);
  mark.dataset.evidence = covering.map(({ number }) => number).join(' ');
  return mark;
};

const drawText = (target, article, evidence, windows) => {
  const { text } = article;
  target.replaceChildren();
  windows.forEach((range, at) => {
    const [from, to] = range.map((edge) => whole(text, edge));
    paint(target, article, [from, to], evidence);
    const next = at + 1 < windows.length ? windows[at + 1][0] : text.length;
    if (to >= next) return;
    const button = make('button', { type: 'button' }, `${many(next - to, 'character')} not shown: show more`);
    button.addEventListener('click', () => {
      range[1] = Math.min(next, to + MORE);
      drawText(target, article, evidence, joined(windows));
    });
    target.append(make('p', { className: 'gap' }, button));
  });
};

const marksOf = (sheet, number) => [...sheet.querySelectorAll('mark')].filter(
  (mark) => mark.dataset.evidence.split(' ').includes(String(number)),
);

const goTo = (sheet, number) => {
  for (const mark of sheet.querySelectorAll('mark.now')) mark.classList.remove('now');
  const marks = marksOf(sheet, number);
  if (!marks.length) return;
  if (marks.length < sheet.querySelectorAll('mark').length) for (const mark of marks) mark.classList.add('now');
  const head = sheet.querySelector('header').offsetHeight;
  sheet.scrollTop = marks[0].offsetTop - head - (sheet.clientHeight - head) / 5;
};

const steps = (sheet, stops) => {
  const said = make('span');
  let at = 0;
  const go = (by) => {
    at = (at + by + stops.length) % stops.length;
    said.textContent = `${at + 1} of ${stops.length} places`;
    goTo(sheet, stops[at]);
  };
  const button = (sign, label, by) => {
    const element = make('button', { type: 'button', ariaLabel: label }, sign);
    element.addEventListener('click', () => go(by));
    return element;
  };
  said.textContent = `1 of ${stops.length} places`;
  return make('p', { className: 'steps' }, button('↑', 'Previous place', -1), button('↓', 'Next place', 1), said);
};

const sheetOf = (number, evidence) => {
  const article = data.articles[number];
  const text = make('div', { className: 'text', lang: article.lang });
  const head = make('header', {}, make('h3', {}, make('bdi', {}, article.label)), make('p', {}, make('bdi', {}, article.line)));
  const sheet = make('section', { className: 'sheet', tabIndex: 0, ariaLabel: article.label }, head, text);
  sheet.setAttribute('role', 'region');
  sheet.dataset.source = number;
  const content = evidence.filter(({ role }) => role === 'content' || role === 'widened');
  const stops = (content.length ? content : evidence).sort((a, b) => a.start - b.start).map((one) => one.number);
  if (stops.length > 1) head.append(steps(sheet, stops));
  if (!stops.length) head.append(make('p', {}, 'Nothing is marked in this report.'));
  drawText(text, article, evidence, windowsOf(article.text.length, evidence));
  return { sheet, settle: () => stops.length && goTo(sheet, stops[0]) };
};
