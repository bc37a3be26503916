#!/usr/bin/env bash
# The step of the action that checks: reads PATHS, BASE, FAIL_ON and SARIF; tells the exit code and ends with it.
set -uo pipefail

arguments=()
if [ -n "${BASE:-}" ]; then arguments+=("--changed=origin/$BASE"); fi
if [ -n "${FAIL_ON:-}" ]; then arguments+=(--fail-on "$FAIL_ON"); fi
if [[ "${PATHS:-}" == *$'\n'* ]]; then mapfile -t paths < <(grep . <<<"$PATHS"); else read -r -a paths <<<"${PATHS:-}"; fi

if [ -n "${SARIF:-}" ]; then
  manymeans check --format sarif --output "$SARIF" --quiet --exit-zero "${arguments[@]}" -- ${paths[@]+"${paths[@]}"}
fi
manymeans check --format github "${arguments[@]}" -- ${paths[@]+"${paths[@]}"}
code=$?
echo "exit-code=$code" >>"$GITHUB_OUTPUT"
exit "$code"
