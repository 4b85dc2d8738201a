import { useGraphiQL } from '@graphiql/react';
import { useEffect, useEffectEvent, useRef } from 'react';

/**
 * Decides what is open below the query: the variables in a tab that has some, since they say what a
 * mutation will do; the headers where the first thing to do is to enter a key; else nothing.
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
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each tab, not at every change in it
  useEffect(open, [activeTab]);
  return null;
}

/** GraphiQL keeps this state to itself: its own buttons are the only way to change it. */
function press(button: string): void {
  document.querySelector<HTMLElement>(`.graphiql-editor-tools ${button}`)?.click();
}
