/** `avstream check` as a task of VS Code. */
export { activateTasksFeature, type CommandLine } from './check-tasks';
