import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const everyMs = 500;

/**
 * Calls `onGone` once when the process that started us is gone: our parent and, where that is the shell between npm
 * and us, npm too. Nobody tells a child; its parent just becomes another.
 * @param {() => void} onGone
 */
export function watchStarter(onGone) {
  // Started by hand, a closed terminal already sends a signal, and `nohup` or `setsid` mean what they say.
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const grandparent = isShell(parent) ? parentOf(parent) : null;
  const timer = setInterval(() => {
    if (process.ppid === parent && (grandparent === null || parentOf(parent) === grandparent)) return;
    clearInterval(timer);
    onGone();
  }, everyMs);
  timer.unref();
}

/** @param {number} pid */
function isShell(pid) {
  if (process.platform === 'linux') return /^(ba|da|z|a|k)?sh$/.test(readFileSync(`/proc/${pid}/comm`, 'utf8').trim());
  return process.platform !== 'win32' && /(^|\/)-?(ba|da|z|a|k)?sh$/.test(ps('comm=', pid));
}

/**
 * @param {number} pid
 * @returns {number | null} null when that process is gone
 */
function parentOf(pid) {
  try {
    if (process.platform !== 'linux') return Number(ps('ppid=', pid)) || null;
    // "pid (name) state ppid …"; the name may hold blanks and brackets.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return null;
  }
}

/**
 * @param {string} what
 * @param {number} pid
 */
function ps(what, pid) {
  return execFileSync('ps', ['-o', what, '-p', String(pid)], { encoding: 'utf8' }).trim();
}
