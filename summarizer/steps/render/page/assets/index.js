// The index: filter by words, order by a figure.

const form = document.querySelector('.filters');
const list = document.querySelector('.stories');
const stories = [...list.querySelectorAll('.story')].map((element) => ({
  element,
  words: element.textContent.toLowerCase(),
  figures: element.dataset.order.split(' ').map(Number),
}));

const applyIndex = () => {
  const fields = new FormData(form);
  const words = fields.get('words').toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const story of stories) {
    const seen = words.every((word) => story.words.includes(word));
    story.element.hidden = !seen;
    shown += seen;
  }
  document.querySelector('.none').hidden = shown > 0 || !stories.length;
  form.querySelector('output').textContent = `${shown.toLocaleString('en')} of ${many(stories.length, 'story', 'stories')}`;
};

const reorder = () => {
  const by = Number(form.elements.order.value) - 1;
  const sorted = by < 0 ? stories : [...stories].sort((a, b) => b.figures[by] - a.figures[by]);
  list.append(...sorted.map(({ element }) => element));
};

form.hidden = !stories.length;
form.addEventListener('input', applyIndex);
form.elements.order.addEventListener('change', reorder);
form.addEventListener('submit', (event) => event.preventDefault());
form.addEventListener('reset', () => setTimeout(() => {
  applyIndex();
  reorder();
}));
applyIndex();
