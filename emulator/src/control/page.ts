import { SCENARIOS } from '../scenarios.ts';

/** A page with a switch for each scenario, for trying a client against the emulator by hand. */
export function renderPage(): string {
  const choices = [
    { name: '', description: 'Everything works.' },
    ...SCENARIOS.map(({ name, description }) => ({ name, description })),
  ];
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>TileDB emulator: try a fault</title>
<style>
  :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
  body { max-width: 40rem; margin: 2rem auto; padding: 0 1rem }
  label { display: block; padding: 0.25rem 0 }
</style>
<h1>What should TileDB do?</h1>
<form>
${choices.map(toChoice).join('\n')}
</form>
<p role="status"></p>
<script type="module">
  const here = location.pathname.replace(/\\/$/, '');
  const { scenario } = await (await fetch(here, { headers: { accept: 'application/json' } })).json();
  const form = document.querySelector('form');
  form.elements.name.value = scenario ?? '';
  form.addEventListener('change', async () => {
    const name = form.elements.name.value || null;
    const answer = await fetch(here + '/scenario', { method: 'PUT', body: JSON.stringify({ name }) });
    document.querySelector('[role=status]').textContent = answer.ok
      ? 'From now on: ' + (name ?? 'everything works') + '.'
      : (await answer.json()).message;
  });
</script>
`;
}

function toChoice({ name, description }: { name: string; description: string }): string {
  const title = name === '' ? '' : `<strong>${name}</strong>: `;
  return `<label><input type="radio" name="name" value="${name}"> ${title}${description}</label>`;
}
