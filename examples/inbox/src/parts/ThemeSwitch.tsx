import { useEffect, useState } from 'react';

const THEMES = { 'light dark': 'As the system', light: 'Light', dark: 'Dark' };

/** Every colour in the style sheet is a `light-dark()` pair, so one property switches them all. */
export function ThemeSwitch() {
  const [theme, setTheme] = useState('light dark');
  useEffect(() => {
    document.documentElement.style.colorScheme = theme;
  }, [theme]);
  return (
    <label className="field-inline">
      <span>Theme</span>
      <select value={theme} onChange={(event) => setTheme(event.target.value)}>
        {Object.entries(THEMES).map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
