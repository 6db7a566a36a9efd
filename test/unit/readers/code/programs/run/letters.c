#include <stdio.h>
#include <string.h>
#include <ctype.h>
int value(const char *w) {
  int n = 0;
  for (; *w; w++) n = n * 10 + (*w - '0');
  return n;
}
int main(void) {
  const char *s = "hello, World 42";
  char own[] = "cab\tx";
  int counts[26] = {0};
  for (int i = 0; s[i] != '\0'; i++) {
    if (s[i] >= 'a' && s[i] <= 'z') counts[s[i] - 'a']++;
    else if (isupper(s[i])) counts[tolower(s[i]) - 'a'] += 10;
  }
  int n = 0;
  for (size_t i = 0; i < strlen(s); i++) if (isdigit((unsigned char)s[i])) n = n * 10 + (s[i] - '0');
  int row[4] = {1, 2, 3, 4};
  for (const char *p = "cab"; *p; p++) { int t = row[*p - 'a']; row[*p - 'a'] = row[3]; row[3] = t; }
  char t = own[0]; own[0] = own[2]; own[2] = t;
  own[0]++;
  int tab[2][2] = {{1, 0}, {0, 1}};
  int state = 0;
  const char *w = "0110";
  for (int i = 0; i < 4; i++) state = tab[state][w[i] - '0'];
  int out[9] = {n, counts['l' - 'a'], counts['w' - 'a'], s[0] + 1, own[0], own[3], (int)strlen(s), value("427"), 'z' - s[1]};
  printf("row %d %d %d %d\n", row[0], row[1], row[2], row[3]);
  printf("out:"); for (int i = 0; i < 9; i++) printf(" %d", out[i]);
  printf("\nstate %d\n", state);
  return 0;
}
