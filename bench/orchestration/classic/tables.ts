/** What the classic design keeps: the same facts as ours, in a schema of its own. */
export const classicTables = `
  create schema classic;
  create table classic.plans (
    id uuid primary key, profile jsonb not null, custom_plan jsonb, master_plan jsonb,
    created_at timestamptz not null default now(), finished_at timestamptz);
  create table classic.steps (
    plan_id uuid not null references classic.plans, step text not null, output jsonb not null, answer text not null,
    primary key (plan_id, step));
  create table classic.tasks (
    plan_id uuid not null references classic.plans, id text not null, position integer not null, status text not null,
    channel text not null, due_date date, task jsonb not null, primary key (plan_id, id));`;
