import { mount } from 'svelte';
import App from './App.svelte';
import './tokens.css';
import './base.css';
import './drawing-dark.css';

const target = document.getElementById('window');
if (target) mount(App, { target });
