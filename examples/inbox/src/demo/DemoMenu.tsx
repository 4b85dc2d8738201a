import { useEffect, useId, useRef, useState } from 'react';
import { usePlace } from '../address.ts';
import { ThemeSwitch } from '../parts/ThemeSwitch.tsx';
import { readScenarios, type Scenario, switchTo } from './scenarios.ts';

interface Props {
  /** The demo's upstream, which can be made to fail. */
  emulatorUrl: string | undefined;
}

/** What a product would not have: the theme, the other kind of list, and simulated faults of TileDB. */
export function DemoMenu({ emulatorUrl }: Props) {
  const menu = useRef<HTMLDetailsElement>(null);
  const [place, go] = usePlace('all');
  return (
    <details
      ref={menu}
      className="demo"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !menu.current) return;
        menu.current.open = false;
        menu.current.querySelector('summary')?.focus();
      }}
    >
      <summary>Demo</summary>
      <div className="card">
        {emulatorUrl && <Scenarios emulatorUrl={emulatorUrl} />}
        <label className="check">
          <input
            type="checkbox"
            checked={place.isEndless}
            onChange={({ target }) => go({ view: 'all', isEndless: target.checked })}
          />
          One endless list instead of pages
        </label>
        <ThemeSwitch />
      </div>
    </details>
  );
}

function Scenarios({ emulatorUrl }: { emulatorUrl: string }) {
  const id = useId();
  const [scenarios, setScenarios] = useState<readonly Scenario[]>([]);
  const [current, setCurrent] = useState('');
  useEffect(() => {
    readScenarios(emulatorUrl).then((read) => {
      setScenarios(read.scenarios);
      setCurrent(read.current ?? '');
    }, console.error);
  }, [emulatorUrl]);

  async function change(name: string) {
    setCurrent(name);
    await switchTo(emulatorUrl, name || null);
  }

  return (
    <fieldset className="field scenarios" aria-describedby={`${id}-hint`}>
      <legend>Try TileDB in trouble</legend>
      {[{ name: '', description: 'Everything works.' }, ...scenarios].map(
        ({ name, description }) => (
          <label key={name}>
            <input
              type="radio"
              name={id}
              checked={name === current}
              onChange={() => void change(name)}
            />
            <span>
              {name || 'none'}
              <span className="meta">{description}</span>
            </span>
          </label>
        ),
      )}
      <p id={`${id}-hint`} className="hint">
        Then reload the list, accept, cancel or invite, and see what the page says.
      </p>
    </fieldset>
  );
}
