import { expect, it } from 'vitest';
import { recogniser } from '@/lib/i18n/recognise';

const say = recogniser({
  'There is no such key.': 'Không có khóa này.',
  'There is no version {0}.': 'Không có phiên bản {0}.',
  'The budget {0} does not cover this. {1}': '{1} Ngân sách {0} không đủ.',
  '{0} Showing the last 30 days.': '{0} Đang hiện 30 ngày gần nhất.',
  'The {0} "{1}" changes {2} from {3} to {4}.': 'Đổi {2} của {0} "{1}" từ {3} thành {4}.',
  budget: 'ngân sách',
  hard: 'cứng',
  Main: 'Chính',
  'The range ends before it starts.': 'Khoảng kết thúc trước khi bắt đầu.',
});

it('says a sentence of ours in the language, with what stands in its places', () => {
  expect(say('There is no such key.')).toBe('Không có khóa này.');
  expect(say('There is no version 41.')).toBe('Không có phiên bản 41.');
  expect(say('The budget a.b* does not cover this. Wait.')).toBe('Wait. Ngân sách a.b* không đủ.');
});

it('says a sentence within a sentence too', () => {
  expect(say('The range ends before it starts. Showing the last 30 days.')).toBe(
    'Khoảng kết thúc trước khi bắt đầu. Đang hiện 30 ngày gần nhất.',
  );
});

it('leaves what is not ours alone, and takes the words of a place for no pattern', () => {
  expect(say('The provider said: no.')).toBeUndefined();
  expect(say('toString')).toBeUndefined();
  expect(say('There is no version {0}{1}$&.')).toBe('Không có phiên bản {0}{1}$&.');
});

it('leaves names as they are: what stands in quotes, and a word with a capital', () => {
  expect(say('The budget "hard" changes mode from hard to Main.')).toBe(
    'Đổi mode của ngân sách "hard" từ cứng thành Main.',
  );
});
