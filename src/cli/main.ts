#!/usr/bin/env node
import { keepCompiled } from './compile-cache';

keepCompiled();
// Loaded after that, as what is loaded before is compiled anew in every process.
void import('./start');
