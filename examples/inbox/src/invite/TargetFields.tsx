import type { Invite } from 'tiledb-invitations-client';
import { TextField } from '../parts/TextField.tsx';
import { ARRAY_ACTIONS, GROUP_ACTIONS, ROLES } from '../words/choices.ts';
import type { Draft } from './draft.ts';

interface Props {
  kind: Invite['kind'];
  draft: Draft;
  organizations: readonly string[];
}

/** What to invite people to. */
export function TargetFields({ kind, draft, organizations }: Props) {
  switch (kind) {
    case 'organization':
      return (
        <>
          <TextField
            name="organization"
            label="Organization"
            value={draft.organization}
            suggestions={organizations}
          />
          <div className="field">
            <label htmlFor="role">Role</label>
            <select id="role" name="role" defaultValue={draft.role}>
              {Object.entries(ROLES).map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          </div>
        </>
      );
    case 'array':
      return (
        <>
          <NamespaceField draft={draft} organizations={organizations} />
          <TextField name="array" label="Array" value={draft.array} hint="Its name or URI" />
          <Checkboxes
            legend="They may"
            name="arrayActions"
            options={ARRAY_ACTIONS}
            chosen={draft.arrayActions}
          />
        </>
      );
    case 'group':
      return (
        <>
          <NamespaceField draft={draft} organizations={organizations} />
          <TextField name="group" label="Group" value={draft.group} hint="Its name or id" />
          <Checkboxes
            legend="With the group, they may"
            name="groupActions"
            options={GROUP_ACTIONS}
            chosen={draft.groupActions}
          />
          <Checkboxes
            legend="With its arrays, they may"
            name="arrayActions"
            options={ARRAY_ACTIONS}
            chosen={draft.arrayActions}
          />
        </>
      );
  }
}

function NamespaceField({ draft, organizations }: Pick<Props, 'draft' | 'organizations'>) {
  return (
    <TextField
      name="namespace"
      label="Namespace"
      value={draft.namespace}
      suggestions={organizations}
      hint="The user or organization that owns it"
    />
  );
}

interface CheckboxesProps {
  legend: string;
  name: string;
  options: Record<string, string>;
  chosen: readonly string[];
}

function Checkboxes({ legend, name, options, chosen }: CheckboxesProps) {
  return (
    <fieldset className="field checkboxes">
      <legend>{legend}</legend>
      {Object.entries(options).map(([value, label]) => (
        <label key={value}>
          <input
            type="checkbox"
            name={name}
            value={value}
            defaultChecked={chosen.includes(value)}
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
