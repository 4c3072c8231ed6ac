import { mount } from 'svelte';
import App from './App.svelte';
import { showWhereTheKeyboardIs } from './lib/ring';
import './tokens.css';
import './base.css';
import './host/generated/drawing.css';

const target = document.getElementById('window');
showWhereTheKeyboardIs();
if (target) mount(App, { target });
