/** Reads one sample of the service's /metrics; 0 if the series does not exist yet. */
export async function readMetric(
  serviceUrl: string,
  name: string,
  labels: Readonly<Record<string, string>> = {},
): Promise<number> {
  const answer = await fetch(`${serviceUrl}/metrics`);
  const text = await answer.text();
  const line = text.split('\n').find((candidate) => {
    const series = candidate.slice(0, candidate.lastIndexOf(' '));
    return (
      series.split('{', 1)[0] === name &&
      Object.entries(labels).every(([label, value]) => series.includes(`${label}="${value}"`))
    );
  });
  return line === undefined ? 0 : Number(line.slice(line.lastIndexOf(' ') + 1));
}
