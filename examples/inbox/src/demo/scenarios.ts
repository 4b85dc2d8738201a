/** A fault that the demo's emulator can simulate (see docs/testing.md). */
export interface Scenario {
  readonly name: string;
  readonly description: string;
}

interface Read {
  readonly scenarios: readonly Scenario[];
  readonly current: string | null;
}

export async function readScenarios(emulatorUrl: string): Promise<Read> {
  const response = await fetch(`${emulatorUrl}/_emulator`, {
    headers: { accept: 'application/json' },
  });
  const { scenarios, scenario } = await response.json();
  return { scenarios, current: scenario };
}

/** @param name null ends all faults */
export async function switchTo(emulatorUrl: string, name: string | null): Promise<void> {
  const response = await fetch(`${emulatorUrl}/_emulator/scenario`, {
    method: 'PUT',
    body: JSON.stringify({ name }),
  });
  if (!response.ok) throw new Error(`The emulator responded with status ${response.status}.`);
}
