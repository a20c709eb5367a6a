import { allowedLink } from './external-link';

test('the pages of carriers may be opened', () => {
  expect(allowedLink('https://www.dhl.com/track?id=1')).toBe('https://www.dhl.com/track?id=1');
});

test.each([
  'http://www.dhl.com/',
  'https://www.dhl.com.evil.example/',
  'https://evil.example/?www.dhl.com',
  'https://www.dhl.com@evil.example/',
  'https://user:secret@www.dhl.com/',
  'https://www.dhl.com:8443/',
  'https://sub.www.dhl.com/',
  'file:///etc/passwd',
  'smb://www.dhl.com/share',
  'javascript:alert(1)',
  'ms-msdt:/id PCWDiagnostic',
  'app://backroom/',
  '\\\\www.dhl.com\\share',
  '',
  `https://www.dhl.com/${'a'.repeat(2000)}`,
])('nothing else may: %s', (address) => {
  expect(allowedLink(address)).toBeNull();
});
