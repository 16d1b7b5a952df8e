import { describe, expect, it } from 'vitest';
import { classifyTask } from '@/lib/routing/classify-task';

const task = (text: string, totalChars = text.length) => classifyTask(text, totalChars).task;

describe('classifyTask', () => {
  it('takes code words for code, before anything else', () => {
    expect(task('Please refactor this and compare')).toBe('code');
    expect(task('```\nx\n```')).toBe('code');
  });
  it('takes analysis words for complex reasoning', () => {
    expect(task('Analyze the market')).toBe('complex_reasoning');
  });
  it('takes a short question for a simple FAQ up to 199 characters', () => {
    expect(task('What is a budget?', 199)).toBe('simple_faq');
    expect(task('What is a budget?', 200)).toBe('balanced');
  });
  it('takes more than 1,500 characters for complex reasoning, and more than 5,000 for balanced', () => {
    expect(task('hello', 1_500)).toBe('balanced');
    expect(task('hello', 1_501)).toBe('complex_reasoning');
    expect(task('hello', 5_001)).toBe('balanced');
  });
  it('finds the wish at the end of a long prompt', () => {
    expect(task(`${'x '.repeat(40_000)} now debug it`)).toBe('code');
  });
  it('says what it saw', () => {
    expect(classifyTask('Translate this', 14).signals).toEqual(['mentions “translate”']);
  });
});
