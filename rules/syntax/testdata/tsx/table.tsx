import * as React from "react";
import { useEffect, useMemo } from 'react';

interface Column<T> {
  title: string;
  width?: number;
  render: (row: T) => React.ReactNode;
}

type Props<T> = { rows: T[]; columns: Column<T>[]; onSelect?: (row: T) => void };

export function Table<T extends { id: string }>({ rows, columns, onSelect }: Props<T>) {
  const [selected, setSelected] = React.useState<string | null>(null);
  const sorted = useMemo(() => [...rows].sort((a, b) => (a.id < b.id ? -1 : 1)), [rows]);

  useEffect(() => {
    const row = rows.find((r) => r.id === selected);
    if (row && onSelect) {
      onSelect(row);
    }
  }, [selected]);

  return (
    <table className={`table ${selected ? "picked" : ''}`}>
      <thead>
        <tr>
          {columns.map((c) => <th key={c.title} style={{ width: c.width }}>{c.title}</th>)}
        </tr>
      </thead>
      <tbody>
        {sorted.map((row) => (
          <tr key={row.id} onClick={() => setSelected(row.id)}>
            {columns.map((c) => (
              <td key={c.title}>{c.render(row)}</td>
            ))}
          </tr>
        ))}
      </tbody>
      {rows.length === 0 && <caption>Nothing here yet</caption>}
    </table>
  );
}

export class Counter extends React.Component<{ start: number }, { value: number }> {
  state = { value: this.props.start };

  bump = (by: number = 1): void => {
    this.setState((s) => ({ value: s.value + by }));
  };

  render() {
    const { value } = this.state;
    return (
      <>
        <button disabled={value > 10} onClick={() => this.bump()}>add</button>
        <input type="text" value={value} readOnly />
        <span>{value as number}</span>
      </>
    );
  }
}
