// Review: a person marks merges and links as right or wrong, and takes the marks away as decisions.json.

const SAID = {
  same: 'The same',
  different: 'Not the same',
  answers: 'Answers it',
  does_not_answer: 'Does not answer it',
  conflict: 'In conflict',
  kept: 'Keep it',
  refused: 'Refuse it',
};
const LISTED_AT_ONCE = 100;
const store = `decisions:${data.key}`;

const kept = () => {
  try {
    return new Map(JSON.parse(localStorage.getItem(store) ?? '[]'));
  } catch {
    return new Map();
  }
};
const marks = kept();

const keep = () => {
  try {
    if (marks.size) localStorage.setItem(store, JSON.stringify([...marks]));
    else localStorage.removeItem(store);
  } catch {
    // A browser may forbid storage to a page opened from disk: then the marks last as long as the page.
  }
};

// A merge of many items that is wrong is told pair by pair, so that it is clear which of them do not belong together.
const pairs = ({ items }, odd) => {
  const apart = odd.length ? odd : items.map((_, at) => at);
  return items.flatMap((one, i) => items.slice(i + 1).map((other, j) => [one, other, i, i + 1 + j]))
    .filter(([, , i, j]) => apart.includes(i) || apart.includes(j))
    .map(([one, other]) => [one, other]);
};

const decisionsOf = ([number, mark]) => {
  const question = data.questions[number];
  const verdict = mark.right ? question.right : question.wrong;
  const reason = mark.why.trim() || `Marked as ${mark.right ? 'right' : 'wrong'} by a reader of the brief.`;
  const split = verdict === 'different' && question.items.length > 2;
  const groups = split ? pairs(question, mark.odd) : [question.items];
  return groups.map((items) => ({ kind: question.kind, items, verdict, reason, by: 'person' }));
};

const wordsIn = (id, source) => clipped(
  data.items[id].at.filter(([at, , , role]) => at === source && (role === 'content' || role === 'widened'))
    .map(([, start, end]) => data.articles[source].text.slice(start, Math.min(end, start + 200))).join(' … '),
  200,
);

const lineOf = (item) => {
  const [id, source, name] = data.members[item] ?? ['', -1, ''];
  const label = make('b', {}, make('bdi', {}, data.articles[source]?.label ?? 'Item'));
  const words = name || (data.items[id] && source >= 0 ? `“${wordsIn(id, source)}”` : inert(item));
  const line = make('li', {}, label, ' ', make('bdi', {}, words));
  if (id) line.append(' ', make('a', { href: `#${encodeURIComponent(id)}`, className: 'number' }, id));
  return line;
};

const toggle = (label, pressed, act) => {
  const button = make('button', { type: 'button', ariaPressed: String(pressed) }, label);
  button.addEventListener('click', act);
  return button;
};

const set = (number, change) => {
  const before = marks.get(number) ?? { odd: [], why: '' };
  if (change.right === before.right && 'right' in change) marks.delete(number);
  else marks.set(number, { ...before, ...change });
  keep();
  for (const shown of document.querySelectorAll(`[data-question="${number}"]`)) drawQuestion(shown, number);
  tellMarks();
};

const oddOnes = (number, mark) => data.questions[number].items.map((item, at) => {
  const box = make('input', { type: 'checkbox', checked: mark.odd.includes(at) });
  box.addEventListener('change', () => {
    set(number, { odd: box.checked ? [...mark.odd, at] : mark.odd.filter((one) => one !== at) });
  });
  const line = lineOf(item);
  line.prepend(make('label', {}, box, make('span', { className: 'vh' }, 'does not belong: ')));
  return line;
});

const drawQuestion = (target, number) => {
  const question = data.questions[number];
  const mark = marks.get(number);
  const wrongGroup = mark?.right === false && question.wrong === 'different' && question.items.length > 2;
  const lines = wrongGroup ? oddOnes(number, mark) : question.items.map(lineOf);
  const [yes, no] = question.open ? [SAID[question.right], SAID[question.wrong]] : ['Right', 'Wrong'];
  const answers = make('div', { className: 'answers' },
    toggle(yes, mark?.right === true, () => set(number, { right: true })),
    toggle(no, mark?.right === false, () => set(number, { right: false })));
  if (mark) {
    const why = make('input', { type: 'text', value: mark.why, ariaLabel: 'Why', placeholder: 'Why (if you like)' });
    why.addEventListener('change', () => set(number, { why: why.value }));
    answers.append(why);
  }
  const held = target.contains(document.activeElement) ? document.activeElement.textContent : null;
  target.replaceChildren(
    make('p', { className: 'by' }, make('b', {}, question.said), question.why ? ` · ${question.why}` : ''),
    make('ul', {}, ...lines),
    ...(wrongGroup ? [make('p', { className: 'by' }, 'Tick those that do not belong; none ticked: all stand apart.')] : []),
    answers,
  );
  if (held) [...answers.querySelectorAll('button')].find((button) => button.textContent === held)?.focus();
};

const questionElement = (number) => {
  const element = make('div', { className: 'question' });
  element.dataset.question = number;
  drawQuestion(element, number);
  return element;
};

const fillCheck = (check) => {
  const { of: id } = check.dataset;
  const numbers = id ? [...data.of[id]] : data.questions.map((_, number) => number).slice(0, data.listed);
  const more = make('button', { type: 'button' }, 'Show more decisions');
  const next = () => {
    more.before(...numbers.splice(0, LISTED_AT_ONCE).map(questionElement));
    more.hidden = !numbers.length;
  };
  const checks = make('div', { className: 'checks' }, more);
  more.addEventListener('click', next);
  next();
  return checks;
};

const unfold = (button) => {
  const open = button.ariaExpanded !== 'true';
  button.ariaExpanded = String(open);
  if (!button.classList.contains('check')) return;
  if (open) button.after(fillCheck(button));
  else button.nextElementSibling.remove();
  button.closest('.line')?.classList.toggle('unfolded', open);
};

const tellMarks = () => {
  byId('marked').hidden = !marks.size;
  byId('marked').querySelector('output').textContent = `${many(marks.size, 'mark')} of yours`;
};

byId('download').addEventListener('click', (event) => {
  const text = `${JSON.stringify([...marks].sort((a, b) => a[0] - b[0]).flatMap(decisionsOf), null, 1)}\n`;
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  event.currentTarget.href = address;
  setTimeout(() => URL.revokeObjectURL(address), 60000);
});
byId('forget').addEventListener('click', () => {
  const numbers = [...marks.keys()];
  marks.clear();
  keep();
  for (const number of numbers) {
    for (const shown of document.querySelectorAll(`[data-question="${number}"]`)) drawQuestion(shown, number);
  }
  tellMarks();
});
document.addEventListener('click', (event) => {
  const button = event.target.closest('.check, .unfold');
  if (button) unfold(button);
});
tellMarks();
