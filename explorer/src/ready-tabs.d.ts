declare module 'virtual:ready-tabs' {
  export const READY_TABS: readonly import('../tabs.ts').ReadyTab[];
}
