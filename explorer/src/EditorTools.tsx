import { useGraphiQL } from '@graphiql/react';
import { useEffect, useEffectEvent, useRef } from 'react';

/**
 * Decides which editor is open below the query: the variables if the tab has any, since they show what
 * a mutation will do; the headers if the user must enter a key first; otherwise none.
 */
export function EditorTools({ needsKey }: { needsKey: boolean }) {
  const activeTab = useGraphiQL(({ activeTabIndex }) => activeTabIndex);
  const variables = useGraphiQL(({ tabs, activeTabIndex }) => tabs[activeTabIndex]?.variables);
  const isFirst = useRef(true);
  const open = useEffectEvent(() => {
    if (needsKey && (isFirst.current || !variables)) press('[data-name=headers]');
    else if (variables) press('[data-name=variables]');
    else press('[aria-label^=Hide]');
    isFirst.current = false;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs once per tab, not on every edit
  useEffect(open, [activeTab]);
  return null;
}

/** GraphiQL does not expose this state; only its buttons can change it. */
function press(button: string): void {
  document.querySelector<HTMLElement>(`.graphiql-editor-tools ${button}`)?.click();
}
