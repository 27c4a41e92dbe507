import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAnswer } from './connection.mjs';

const read = text => readAnswer(Buffer.from(text), 0);

test('answers of each kind are read', () => {
  assert.equal(read('+OK\r\n').value, 'OK');
  assert.equal(read(':12\r\n').value, 12);
  assert.equal(read('$-1\r\n').value, null);
  assert.equal(read('$5\r\na\r\nbc\r\n').value, 'a\r\nbc');
  assert.deepEqual(read('*2\r\n$6\r\nmaster\r\n:7\r\n').value, ['master', 7]);
});

test('an error answer is an error', () => {
  assert.match(
    read('-NOREPLICAS Not enough good replicas\r\n').value.message,
    /^NOREPLICAS/,
  );
});

test('an answer that has not come as a whole is waited for', () => {
  for (const part of ['+OK', '$5\r\nab', '*2\r\n:1\r\n'])
    assert.equal(read(part), undefined);
});
